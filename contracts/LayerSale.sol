// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {SaleCredits} from "./SaleCredits.sol";
import {ILayerSale} from "./interfaces/ILayerSale.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {StyleWord} from "./types/StyleWord.sol";

/// @title  LayerSale
/// @notice First sales by the artist and listings by owners. Not upgradeable, nobody's: no fee, no pause, no custody.
/// @dev    A purchase calls nothing but the token, whose `transferFrom` asks no receiver.
contract LayerSale is SaleCredits, ILayerSale {
    /// @dev One slot a token:
    ///
    ///         | bits    | field   |                                                              |
    ///         |---------|---------|--------------------------------------------------------------|
    ///         | 0…127   | `price` | wei, 0 for no listing                                        |
    ///         | 128…175 | `epoch` | the token's when it was listed: a transfer ends the listing  |
    struct Listing {
        uint128 price;
        uint48 epoch;
    }

    uint256 private constant MAX_PURCHASES = 4;
    uint256 private constant INDEX_BITS = 16;

    /// @inheritdoc ILayerSale
    mapping(uint256 workId => uint128) public workPriceOf;
    mapping(uint256 tokenId => Listing) private _listings;

    /// @param layerToken_  the contract whose tokens are sold
    constructor(address layerToken_) SaleCredits(layerToken_) {}

    /// @inheritdoc ILayerSale
    function list(uint256 tokenId, uint128 price) external {
        _requireOwner(tokenId);
        if (price == 0) revert NoPrice(tokenId);
        uint48 epoch = ILayerToken(layerToken).epochOf(tokenId);
        _listings[tokenId] = Listing({price: price, epoch: epoch});
        emit Listed(tokenId, msg.sender, price, epoch);
    }

    /// @inheritdoc ILayerSale
    function unlist(uint256 tokenId) external {
        _requireOwner(tokenId);
        if (_listings[tokenId].price == 0) revert NotForSale(tokenId);
        delete _listings[tokenId];
        emit Unlisted(tokenId, msg.sender);
    }

    /// @inheritdoc ILayerSale
    function setWorkPrice(uint256 workId, uint128 price) external {
        if (msg.sender != ILayerToken(layerToken).artist()) revert NotArtist(msg.sender);
        // Reverts for a work that does not exist.
        ILayerToken(layerToken).workOf(workId);
        workPriceOf[workId] = price;
        emit WorkPriced(workId, price);
    }

    /// @inheritdoc ILayerSale
    function buy(Purchase[] calldata purchases) external payable nonReentrant {
        uint256 count = purchases.length;
        if (count == 0 || count > MAX_PURCHASES) revert BadPurchaseCount(count, MAX_PURCHASES);
        uint256 due = 0;
        for (uint256 i = 0; i < count; ++i) {
            due += _buy(purchases[i]);
        }
        if (msg.value != due) revert WrongValue(msg.value, due);
    }

    /// @inheritdoc ILayerSale
    function offerOf(uint256 tokenId) external view returns (address seller, uint256 price, bool approved) {
        (seller, price) = _offerOf(tokenId);
        IERC721 token = IERC721(layerToken);
        approved = token.isApprovedForAll(seller, address(this)) || token.getApproved(tokenId) == address(this);
    }

    /// @dev The same token twice in one purchase: the first time ends its offer.
    function _buy(Purchase calldata purchase) private returns (uint256 price) {
        uint256 tokenId = purchase.tokenId;
        address seller;
        (seller, price) = _offerOf(tokenId);
        if (price == 0) revert NotForSale(tokenId);
        if (price != purchase.price) revert PriceMoved(tokenId, purchase.price, price);
        StyleWord word = StyleWord.wrap(ILayerToken(layerToken).styleOf(tokenId));
        uint32 revision = word.revision();
        if (revision != purchase.expectedRevision) revert StyleMoved(tokenId, purchase.expectedRevision, revision);
        uint24 left = word.frozen() ? 0 : word.updatesLeft();
        if (left < purchase.minUpdatesLeft) revert TooFewUpdatesLeft(tokenId, purchase.minUpdatesLeft, left);

        delete _listings[tokenId];
        uint256 royalty = _creditSale(tokenId, seller, price);
        emit Sold(tokenId, seller, msg.sender, price, royalty, revision);
        // The seller is the owner, who offered the token at this price and approved this contract.
        // slither-disable-next-line arbitrary-send-erc20
        IERC721(layerToken).transferFrom(seller, msg.sender, tokenId);
    }

    /// @return seller  the token's owner
    /// @return price   0 for a token that is not for sale
    function _offerOf(uint256 tokenId) private view returns (address seller, uint256 price) {
        seller = IERC721(layerToken).ownerOf(tokenId);
        uint48 epoch = ILayerToken(layerToken).epochOf(tokenId);
        Listing memory listing = _listings[tokenId];
        if (listing.price != 0 && listing.epoch == epoch) return (seller, listing.price);
        bool first = epoch == 0 && tokenId & type(uint16).max != 0 && seller == ILayerToken(layerToken).artist();
        return (seller, first ? workPriceOf[tokenId >> INDEX_BITS] : 0);
    }

    function _requireOwner(uint256 tokenId) private view {
        if (msg.sender != IERC721(layerToken).ownerOf(tokenId)) revert NotTokenOwner(msg.sender, tokenId);
    }
}
