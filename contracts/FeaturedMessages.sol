// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "solady/utils/EIP712.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {DelegateCheckerLib} from "solady/utils/ext/delegatexyz/DelegateCheckerLib.sol";
import {IFeaturedMessages} from "./interfaces/IFeaturedMessages.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {FeaturedLink} from "./libraries/FeaturedLink.sol";
import {OwnerSignature} from "./libraries/OwnerSignature.sol";

/// @title  FeaturedMessages
/// @notice What owners say beside the work. Not upgradeable; the moderator can hide and show, never write or delete.
contract FeaturedMessages is EIP712, IFeaturedMessages {
    enum Standing {
        None,
        Shown,
        Hidden
    }

    /// @dev One slot a token:
    ///
    ///      | bits      | field         |                                                            |
    ///      |-----------|---------------|------------------------------------------------------------|
    ///      | 0…127     | `contentHash` | first half of keccak256(abi.encode(text, link))            |
    ///      | 128…167   | `postedAt`    | unix seconds; outlives the message, so clearing it does not shorten the cooldown |
    ///      | 168…215   | `epoch`       | the ownership epoch the message belongs to                 |
    ///      | 216…247   | `nonce`       | u32, +1 on every message                                   |
    ///      | 248…255   | `standing`    | none, shown or hidden                                      |
    struct Slot {
        bytes16 contentHash;
        uint40 postedAt;
        uint48 epoch;
        uint32 nonce;
        Standing standing;
    }

    /// @dev The right that a delegate of delegate.xyz needs; one with every right has it too.
    bytes32 private constant MESSAGE_RIGHT = "layermessage";
    bytes32 private constant MESSAGE_TYPEHASH = keccak256(
        "Message(uint256 tokenId,string text,string link,address owner,uint48 epoch,uint32 nonce,uint64 deadline)"
    );
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
        _requireSpeaker(tokenId);
        _post(tokenId, text, link, msg.sender);
    }

    /// @inheritdoc IFeaturedMessages
    function postBySig(Message calldata message, bytes calldata signature) external payable {
        uint256 tokenId = message.tokenId;
        if (message.owner != IERC721(layerToken).ownerOf(tokenId)) revert NotTokenOwner(message.owner, tokenId);
        uint48 epoch = ILayerToken(layerToken).signatureEpochOf(tokenId);
        if (message.epoch != epoch) revert SignatureRevoked(tokenId, message.epoch, epoch);
        uint32 nonce = _slots[tokenId].nonce;
        if (message.nonce != nonce) revert StaleMessage(tokenId, message.nonce, nonce);
        bytes32 structHash = keccak256(
            abi.encode(
                MESSAGE_TYPEHASH,
                tokenId,
                keccak256(bytes(message.text)),
                keccak256(bytes(message.link)),
                message.owner,
                message.epoch,
                message.nonce,
                message.deadline
            )
        );
        OwnerSignature.requireValid(message.owner, _hashTypedData(structHash), signature, message.deadline);
        _post(tokenId, message.text, message.link, message.owner);
    }

    /// @inheritdoc IFeaturedMessages
    function clear(uint256 tokenId) external {
        _requireSpeaker(tokenId);
        _liveSlot(tokenId).standing = Standing.None;
        emit MessageCleared(tokenId, msg.sender);
    }

    /// @inheritdoc IFeaturedMessages
    function hide(uint256 tokenId, bool hidden) external {
        if (msg.sender != _moderator) revert NotModerator(msg.sender);
        _liveSlot(tokenId).standing = hidden ? Standing.Hidden : Standing.Shown;
        emit MessageHidden(tokenId, msg.sender, hidden);
    }

    /// @inheritdoc IFeaturedMessages
    function withdraw(address to) external {
        if (msg.sender != _payee) revert NotPayee(msg.sender);
        if (to == address(0)) revert NoRecipient();
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
        return (slot.contentHash, slot.postedAt, _isLive(slot, tokenId), slot.standing == Standing.Hidden);
    }

    /// @inheritdoc IFeaturedMessages
    function nonceOf(uint256 tokenId) external view returns (uint32) {
        return _slots[tokenId].nonce;
    }

    /// @inheritdoc EIP712
    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("Pentimento Messages", "1");
    }

    /// @param by  who says it: the caller, or the owner who signed
    function _post(uint256 tokenId, string calldata text, string calldata link, address by) private {
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
            nonce: slot.nonce + 1,
            standing: Standing.Shown
        });
        emit MessagePosted(tokenId, by, epoch, text, link);
    }

    /// @dev The owner is asked for first: an owner never pays for the registry nor depends on it.
    function _requireSpeaker(uint256 tokenId) private view {
        address owner = IERC721(layerToken).ownerOf(tokenId);
        bool speaker = msg.sender == owner
            || DelegateCheckerLib.checkDelegateForERC721(msg.sender, owner, layerToken, tokenId, MESSAGE_RIGHT);
        if (!speaker) revert NotTokenOwner(msg.sender, tokenId);
    }

    function _liveSlot(uint256 tokenId) private view returns (Slot storage slot) {
        slot = _slots[tokenId];
        if (!_isLive(slot, tokenId)) revert NoMessage(tokenId);
    }

    /// @dev A message ends with the ownership epoch it was posted in.
    function _isLive(Slot storage slot, uint256 tokenId) private view returns (bool) {
        return slot.standing != Standing.None && slot.epoch == ILayerToken(layerToken).epochOf(tokenId);
    }
}
