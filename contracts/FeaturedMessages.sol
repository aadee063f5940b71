// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {IFeaturedMessages} from "./interfaces/IFeaturedMessages.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {FeaturedLink} from "./libraries/FeaturedLink.sol";

/// @title  FeaturedMessages
/// @notice What owners say beside the work. Not upgradeable; the moderator can hide and show, never write or delete.
contract FeaturedMessages is IFeaturedMessages {
    /// @dev One slot a token. `postedAt` outlives a cleared message, so clearing does not shorten the cooldown.
    struct Slot {
        bytes16 contentHash;
        uint40 postedAt;
        uint48 epoch;
        bool standing;
        bool hidden;
    }

    uint256 private constant MAX_TEXT_BYTES = 280;

    /// @inheritdoc IFeaturedMessages
    address public immutable layerToken;
    /// @inheritdoc IFeaturedMessages
    uint256 public immutable fee;
    /// @inheritdoc IFeaturedMessages
    uint256 public immutable cooldown;
    address private immutable _moderator;
    address private immutable _payee;

    mapping(uint256 tokenId => Slot) private _slots;

    /// @param layerToken_  the contract whose owners may post
    /// @param moderator_   who may hide messages
    /// @param payee_       who may withdraw the fees
    /// @param fee_         wei a post costs, exactly
    /// @param cooldown_    seconds between two posts of one token
    constructor(address layerToken_, address moderator_, address payee_, uint256 fee_, uint256 cooldown_) {
        layerToken = layerToken_;
        _moderator = moderator_;
        _payee = payee_;
        fee = fee_;
        cooldown = cooldown_;
    }

    /// @inheritdoc IFeaturedMessages
    function post(uint256 tokenId, string calldata text, string calldata link) external payable {
        _requireOwner(tokenId);
        if (msg.value != fee) revert WrongFee(msg.value, fee);
        uint256 length = bytes(text).length;
        if (length == 0 || length > MAX_TEXT_BYTES) revert BadText(length, MAX_TEXT_BYTES);
        FeaturedLink.requireSafe(link);

        Slot storage slot = _slots[tokenId];
        uint256 readyAt = slot.postedAt + cooldown;
        if (slot.postedAt != 0 && block.timestamp < readyAt) revert CoolingDown(tokenId, readyAt);

        uint48 epoch = ILayerToken(layerToken).epochOf(tokenId);
        _slots[tokenId] = Slot({
            contentHash: bytes16(keccak256(abi.encode(text, link))),
            postedAt: uint40(block.timestamp),
            epoch: epoch,
            standing: true,
            hidden: false
        });
        emit MessagePosted(tokenId, msg.sender, epoch, text, link);
    }

    /// @inheritdoc IFeaturedMessages
    function clear(uint256 tokenId) external {
        _requireOwner(tokenId);
        _liveSlot(tokenId).standing = false;
        emit MessageCleared(tokenId, msg.sender);
    }

    /// @inheritdoc IFeaturedMessages
    function hide(uint256 tokenId, bool hidden) external {
        if (msg.sender != _moderator) revert NotModerator(msg.sender);
        _liveSlot(tokenId).hidden = hidden;
        emit MessageHidden(tokenId, msg.sender, hidden);
    }

    /// @inheritdoc IFeaturedMessages
    function withdraw(address to) external {
        if (msg.sender != _payee) revert NotPayee(msg.sender);
        uint256 amount = address(this).balance;
        emit FeesWithdrawn(to, amount);
        SafeTransferLib.safeTransferETH(to, amount);
    }

    /// @inheritdoc IFeaturedMessages
    function messageOf(uint256 tokenId)
        external
        view
        returns (bytes16 contentHash, uint40 postedAt, bool live, bool hidden)
    {
        Slot storage slot = _slots[tokenId];
        return (slot.contentHash, slot.postedAt, _isLive(slot, tokenId), slot.hidden);
    }

    function _requireOwner(uint256 tokenId) private view {
        if (msg.sender != IERC721(layerToken).ownerOf(tokenId)) revert NotTokenOwner(msg.sender, tokenId);
    }

    function _liveSlot(uint256 tokenId) private view returns (Slot storage slot) {
        slot = _slots[tokenId];
        if (!_isLive(slot, tokenId)) revert NoMessage(tokenId);
    }

    /// @dev A message ends with the ownership epoch it was posted in.
    function _isLive(Slot storage slot, uint256 tokenId) private view returns (bool) {
        return slot.standing && slot.epoch == ILayerToken(layerToken).epochOf(tokenId);
    }
}
